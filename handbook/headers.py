"""The file `_headers`, by which Cloudflare Pages and Netlify know what to send with which address.

Of several rules that fit an address both hosts take all, and join what they say of one header. So
only the rules of the assets and of the worker speak of caching: of all else a host's own default is
right, which is `public, max-age=0, must-revalidate` at both. Assets are named one by one, since
with a pattern the answer that there is none would be kept as long as they are.
"""

from collections.abc import Iterable, Mapping

HEADERS = "_headers"
MOST_RULES = 100
"""How many Cloudflare Pages reads."""

FOR_EVER = "public, max-age=31536000, immutable"

EVERYWHERE: Mapping[str, str] = {
    # The rest of the policy stands in the pages (handbook/policy.py); this only a header can say.
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def headers(fingerprinted: Iterable[str]) -> str:
    """Return the text of `_headers`.

    Args:
        fingerprinted: the assets that may be kept for ever, as paths below the site.

    Raises:
        ValueError: there would be more rules than a host reads.
    """
    rules: dict[str, Mapping[str, str]] = {"/*": EVERYWHERE}
    # Each reader's worker is asked for anew, whatever a host's default is one day.
    rules["/sw.js"] = {"Cache-Control": "no-cache"}
    for name in fingerprinted:
        rules[f"/{name}"] = {"Cache-Control": FOR_EVER}
    if len(rules) > MOST_RULES:
        raise ValueError(f"{len(rules)} rules for {HEADERS}, of which a host reads {MOST_RULES}")
    return "\n".join(_rule(address, values) for address, values in rules.items())


def _rule(address: str, values: Mapping[str, str]) -> str:
    return "".join([f"{address}\n", *(f"  {name}: {value}\n" for name, value in values.items())])
