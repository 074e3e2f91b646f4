"""One topic is a YAML file of guidance records beside a Python module of rules that apply them."""
