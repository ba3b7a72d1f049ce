enum StubDatasets {}
