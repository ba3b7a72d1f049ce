enum AssayReportsTestsStub {}
