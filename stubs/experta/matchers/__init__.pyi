from experta.matchers.rete import ReteMatcher as ReteMatcher
