enum StubStore {}
