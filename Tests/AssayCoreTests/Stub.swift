enum AssayCoreTestsStub {}
