import Testing

/// Tests of what knows the running step. One after the other, since a plugin is called on one thread.
@Suite(.serialized) enum OneThread {}
