enum AssayRunnerTestsStub {}
