enum StubModels {}
