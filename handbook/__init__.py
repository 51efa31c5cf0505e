"""The LLM Interview Handbook: one library of questions, for the site, the checks and the books."""
