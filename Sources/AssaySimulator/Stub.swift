enum StubSimulator {}
