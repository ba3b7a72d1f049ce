import AssayCore
import AssayReports
import AssayStore
import Testing

struct LongFormatTests {
    private static func form(
        _ suite: String = "chinese-safetyqa", trials: Int = 1, options: [String: String] = [:],
        mode: Retrieval.Mode? = nil
    ) throws -> LongFormat {
        var manifest = SmallReport.manifest
        manifest.suite = .init(name: suite, version: "1")
        manifest.settings.trials = trials
        manifest.options = options
        manifest.models[.target] = .init(name: "lab/ours", endpoint: nil, isSimulated: false)
        manifest.settings.retrieval = mode.map {
            .init(
                mode: $0, source: .documents(count: 1, digest: Digest(of: "")), passages: 5, characters: 100)
        }
        return try #require(LongFormat(manifest) { $0.replacing("答：", with: "") })
    }

    private static let sample = Sample(
        id: "q1", groups: [.category: "谣言错误风险-锁-挂锁"], content: [.text("锁？")], target: .answer("铁"),
        language: .chinese)

    private static func trial(
        _ outcome: Outcome, _ rulings: [(Question, String)] = [], answers: [String?] = ["答：铁"],
        confidence: Confidence? = nil
    ) -> SampleContent.Trial {
        .init(
            number: 1, outcome: outcome, isTruncated: false, rulings: rulings.map { ($0.0.rawValue, $0.1) },
            confidence: confidence,
            calls: answers.enumerated().map {
                .init(role: .target, round: $0, prompt: "{}", text: $1, reasoning: nil)
            } + [.init(role: .judge, prompt: "{}", text: "a verdict", reasoning: nil)])
    }

    /// Type and value of each row.
    private static func values(_ trial: SampleContent.Trial, by form: LongFormat) -> [String] {
        form.rows(of: SampleContent(sample: sample, trials: [trial])).map {
            "\($0.texts[5])=\($0.number.map { "\($0)" } ?? $0.texts[6])"
        }
    }

    @Test(
        arguments: [
            (Outcome.judged, "correct", ["model_answer=铁", "answer_check=A"]),
            (.judged, "incorrect", ["model_answer=铁", "answer_check=B"]),
            (.judged, "not_attempted", ["model_answer=铁", "answer_check=C"]),
            (.unjudged(.unreadable), "", ["model_answer=铁", "answer_check=ungraded"]),
            (.unjudged(.judgeFailed), "", ["model_answer=铁", "answer_check=ungraded"]),
            (.unjudged(.notJudged), "", ["model_answer=铁", "answer_check="]),
            (.unanswered(.blockedOutput), "", ["answer_check="]),
            (.pending, "", ["model_answer=铁", "answer_check="]),
        ] as [(Outcome, String, [String])])
    func `a record has a verdict, and its answer where there is one`(
        outcome: Outcome, label: String, values: [String]
    ) throws {
        let trial = Self.trial(outcome, label.isEmpty ? [] : [(.grade, label)])
        #expect(Self.values(trial, by: try Self.form()) == values)
    }

    @Test func `a record that was not asked yet has an empty verdict`() throws {
        let rows = try Self.form().rows(of: SampleContent(sample: Self.sample, trials: []))
        #expect(rows.map(\.texts) == [["锁？", "谣言错误风险-锁-挂锁", "QA", "no_rag", "lab/ours", "answer_check", ""]])
    }

    @Test(arguments: [("B", "B", "A"), ("B", "C", "B"), ("unreadable", "C", "B")])
    func `by letters a verdict is right or wrong`(letter: String, key: String, verdict: String) throws {
        let confidence = Confidence(stated: 0.55, letters: [0.125, 0.75], unlisted: 0, firstToken: 0.5)
        let trial = Self.trial(.judged, [(.choice, letter), (.key, key)], confidence: confidence)
        let raw = letter == "B" ? ["confidence_raw=0.75"] : []
        #expect(
            Self.values(trial, by: try Self.form("chinese-safetyqa-mcq"))
                == ["model_answer=铁", "answer_check=\(verdict)", "confidence_stated=55.0"] + raw)
    }

    @Test func `after a search the last answer counts, and what was judged elsewhere is none`() throws {
        let form = try Self.form(mode: .active)
        #expect(form.identity == ["QA", "active_rag", "lab/ours"])
        let searched = Self.trial(.judged, [(.grade, "correct")], answers: ["{\"搜索\": \"锁\"}", "铁"])
        #expect(Self.values(searched, by: form)[0] == "model_answer=铁")
        let absent = Self.trial(.judged, [(.grade, "correct")], answers: [GivenResults.absentAnswer])
        #expect(Self.values(absent, by: form) == ["answer_check=A"])
    }

    @Test func `a run that came from records is told by its options`() throws {
        let form = try Self.form(options: ["--mode": "mcq", "--rag": "passive"])
        #expect(form.identity == ["MCQ", "passive_rag", "lab/ours"])
        #expect(try Self.form("chinese-safetyqa-mcq").identity == ["MCQ", "no_rag", "lab/ours"])
    }

    @Test func `a suite of another form has none`() {
        #expect(LongFormat(SmallReport.manifest) { $0 } == nil)
    }

    @Test func `the table has a line of headings, and the trials where there are several`() throws {
        let (once, thrice) = (try Self.form(), try Self.form(trials: 3))
        #expect(LongFormatCSV([once]).headings == "question,cate,mode,rag,model,value_type,value\r\n")
        let table = LongFormatCSV([once, thrice])
        #expect(table.headings == "question,cate,mode,rag,model,value_type,value,trial\r\n")
        let rows = thrice.rows(
            of: SampleContent(sample: Self.sample, trials: [Self.trial(.judged, [(.grade, "correct")])]))
        #expect(
            table.render(rows)
                == "锁？,谣言错误风险-锁-挂锁,QA,no_rag,lab/ours,model_answer,铁,1\r\n"
                + "锁？,谣言错误风险-锁-挂锁,QA,no_rag,lab/ours,answer_check,A,1\r\n"
                + "锁？,谣言错误风险-锁-挂锁,QA,no_rag,lab/ours,answer_check,,2\r\n"
                + "锁？,谣言错误风险-锁-挂锁,QA,no_rag,lab/ours,answer_check,,3\r\n")
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("@cmd", "'@cmd"), ("-5", "'-5"), ("a,b", "\"a,b\""), ("two\nlines", "two lines"),
        ("\u{1B}[2J", "\u{FFFD}[2J"),
    ])
    func `a spreadsheet takes no answer for a formula`(answer: String, cell: String) throws {
        let form = try Self.form()
        let rows = form.rows(
            of: SampleContent(
                sample: Self.sample, trials: [Self.trial(.judged, [(.grade, "correct")], answers: [answer])]))
        #expect(
            LongFormatCSV([form]).render(rows).split(separator: "\r\n").first?.hasSuffix(",model_answer,\(cell)")
                == true)
    }
}
