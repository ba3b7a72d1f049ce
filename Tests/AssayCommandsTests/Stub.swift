enum AssayCommandsTestsStub {}
