enum StubMetrics {}
