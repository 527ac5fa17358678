"""Knowledge that other people's servers have: asked when our own documents do not answer."""
