enum AssayDatasetsTestsStub {}
