"""`python -m willcall.knowledge.sample.make_pdfs`: the sample's PDF documents, set again from their Typst sources.

Needs typst; nothing else needs this module. The dates stand in the sources, so that the same source makes the same pages.
"""

from pathlib import Path

SOURCES = Path(__file__).with_name("sources")
DOCUMENTS = Path(__file__).with_name("documents")


def main() -> None:
    import typst  # noqa: PLC0415 - only who sets the pages needs it

    for source in sorted(SOURCES.glob("*.typ")):
        made = DOCUMENTS / f"{source.stem}.pdf"
        typst.compile(str(source), output=str(made), ignore_system_fonts=True)


if __name__ == "__main__":
    main()
