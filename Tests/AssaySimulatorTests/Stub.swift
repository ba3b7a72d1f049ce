enum AssaySimulatorTestsStub {}
