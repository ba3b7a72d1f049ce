enum AssayModelsTestsStub {}
