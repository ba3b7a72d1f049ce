enum AssayStoreTestsStub {}
