enum StubJudges {}
