enum StubSuites {}
