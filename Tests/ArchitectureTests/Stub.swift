enum ArchitectureTestsStub {}
