enum AssayJudgesTestsStub {}
