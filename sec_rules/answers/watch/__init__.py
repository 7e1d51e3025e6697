"""Events about Users, one after the other, and the rules that fire as they come in."""
