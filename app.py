"""The browser's front door: python start.py, or streamlit run app.py."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from screens import discretion, state_on_demand, undisturbed, warm_up

discretion.install()
undisturbed.install()
state_on_demand.install()

# Streamlit itself asks for a known name where a page connects, not where one is fetched.
_HOSTS = st.get_option("server.allowedHosts") or ["*"]


def _explain(error: Exception) -> bool:
    # needs half of the advisor, and the server is to be up before that is read
    from screens import mishap

    return mishap.show(error)


app = st.App(
    "page.py",
    lifespan=warm_up.while_serving,
    middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS, www_redirect=False)],
    on_script_error=_explain,
)
