"""Looks at every page of a folder in Chromium: light and dark, on a telephone and on a desk, and printed."""
import pathlib
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

MOST_BYTES = 60_000
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}


def faults(page, path, axe, width):
    """What is wrong with an open page, in words."""
    found = []
    for violation in axe.run(page, options=RULES).response["violations"]:
        nodes = ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
        found.append(f"axe: {violation['id']} ({violation['help']}) at {nodes}")
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append(f"the page is wider than {width} pixels")
    for heading, after in zip(levels := page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])"), levels[1:]):
        if after > heading + 1:
            found.append(f"a heading of level {after} follows one of level {heading}")
    return found


def reached(page):
    """What the Tab key reaches, one after the other, and whether each shows that it is reached."""
    count = page.evaluate("document.querySelectorAll('a[href], [tabindex=\"0\"]').length")
    found = []
    for _ in range(count):
        page.keyboard.press("Tab")
        found.append(page.evaluate(
            "(e => [e.tagName, e.getAttribute('aria-label') || e.textContent.slice(0, 40),"
            " getComputedStyle(e).outlineStyle !== 'none'])(document.activeElement)"))
    return count, found


def main(folder):
    failures = 0
    axe = Axe()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in sorted(folder.glob("*.html")):
            found = []
            if path.stat().st_size > MOST_BYTES:
                found.append(f"{path.stat().st_size} bytes, more than {MOST_BYTES}")
            for width, height in [(400, 800), (1400, 900)]:
                for scheme in ["light", "dark"]:
                    # axe-core itself is a script, which the page's own policy would refuse.
                    context = browser.new_context(
                        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce",
                        bypass_csp=True)
                    page = context.new_page()
                    requests = []
                    page.on("request", lambda request: requests.append(request.url))
                    page.on("dialog", lambda dialog: found.append("a script opened a dialog"))
                    page.on("pageerror", lambda error: found.append(f"a script failed: {error}"))
                    page.goto(path.as_uri())
                    title = page.title()
                    page.wait_for_timeout(100)
                    if len(requests) != 1:
                        found.append(f"asks for {requests[1:]}")
                    if page.locator("script").count() or page.title() != title:
                        found.append("a script is in the page")
                    page.screenshot(path=path.with_name(f"{path.stem}-{width}-{scheme}.png"), full_page=True)
                    found += [f"{width} {scheme}: {fault}" for fault in faults(page, path, axe, width)]
                    context.close()
            # Without script at all the page says the same.
            context = browser.new_context(java_script_enabled=False)
            page = context.new_page()
            page.goto(path.as_uri())
            if not page.locator("main").inner_text().strip():
                found.append("nothing to read without script")
            page.pdf(path=path.with_suffix(".pdf"), format="A4", print_background=True)
            context.close()
            context = browser.new_context()
            page = context.new_page()
            page.goto(path.as_uri())
            count, stops = reached(page)
            if len({tuple(stop[:2]) for stop in stops}) < 1 or any(stop[0] == "BODY" for stop in stops):
                found.append(f"the keyboard reaches {len(stops)} of {count} places")
            found += [f"no sign of focus on {stop[1]}" for stop in stops if not stop[2]]
            context.close()
            failures += bool(found)
            print(f"{path.name}: {path.stat().st_size} bytes, {count} stops of the keyboard"
                  + "".join(f"\n  {fault}" for fault in dict.fromkeys(found)))
        browser.close()
    return 1 if failures else 0


sys.exit(main(pathlib.Path(sys.argv[1])))
