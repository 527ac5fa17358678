"""Adapts a sentence encoder to anyone's labelled messages: `willcall train encoder`."""
