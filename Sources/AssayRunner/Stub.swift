enum StubRunner {}
