enum AssaySuitesTestsStub {}
