enum AssayMetricsTestsStub {}
