public import ArgumentParser
public import AssayCore

/// All flags of `assay run`.
struct RunFlags: ParsableArguments {
    @OptionGroup(title: "Models") var models: ModelOptions
    @OptionGroup(title: "Samples") var selection: SelectionOptions
    @OptionGroup(title: "Asking") var settings: SettingOptions
    @OptionGroup(title: "Search") var retrieval: RetrievalOptions
    @OptionGroup(title: "Endpoints") var connection: ConnectionOptions

    @Option(help: ArgumentHelp("The run file (default: SUITE-TARGET-TIME.assay).", valueName: "file"))
    var output: String?

    @Flag(help: "Say how many calls and about how many tokens the run would make, and make none.")
    var dryRun = false
}

/// Which models take part.
struct ModelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The model that is measured.", valueName: "model"))
    var target: String?

    @Option(help: ArgumentHelp("The model that rules on the answers.", valueName: "model"))
    var judge: String?

    @Option(
        help: ArgumentHelp("Several models that rule together, from a YAML file (docs/juries.md).", valueName: "file"))
    var jury: String?

    @Flag(help: "Collect answers now; leave every one unjudged.")
    var noJudge = false

    @Option(help: ArgumentHelp("Asked only where the judge refuses or is blocked.", valueName: "model"))
    var fallbackJudge: String?

    @Option(help: ArgumentHelp("The judge's words from a YAML file, such as the publication's own.", valueName: "file"))
    var rubric: String?

    @Option(
        help: ArgumentHelp(
            "The language of the judge's words: en, zh, or same as the samples' (default: en).", valueName: "language"))
    var judgeLanguage: JudgeLanguage?

    /// Whether anything is said of a judge.
    var speaksOfJudge: Bool {
        judge != nil || jury != nil || noJudge || fallbackJudge != nil || rubric != nil || judgeLanguage != nil
    }
}

/// Which samples are asked.
struct SelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder that holds the benchmark's files.", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "At most so many samples, proportional over the categories; usb: over its viewpoints.", valueName: "n"))
    var limit: Int?

    @Option(
        help: ArgumentHelp(
            "Only samples of this category; usb: of any of its three levels; safebench: or sub-category.",
            valueName: "name"))
    var category: String?

    @Option(
        help: ArgumentHelp(
            "Only samples of this modality combination, risky or safe image and text: RIRT, RIST, SIRT, SIST.",
            valueName: "name"))
    var combination: ModalityCombination?

    @Option(help: ArgumentHelp("Only samples in this language: en or zh.", valueName: "language"))
    var language: Language?

    @Option(
        help: ArgumentHelp(
            "safebench: how a query is asked: text, text+image, audio (the spoken query alone) or text+audio (default: text+image).",
            valueName: "form"))
    var modality: Modality?

    @Option(
        help: ArgumentHelp(
            "Who speaks a query that is asked as audio: male or female (default: each query once with either).",
            valueName: "voice"))
    var voice: Voice?

    @Option(
        help: ArgumentHelp(
            "chinese-safetyqa: qa, questions answered in words, or mcq, with options under letters (default: qa).",
            valueName: "mode"))
    var mode: AnswerMode?

    @Flag(help: "Leave faulty entries out, counted, instead of refusing the dataset.")
    var skipInvalid = false

    /// Which of a dataset's forms is asked.
    var form: SampleForm { SampleForm(language: language, modality: modality, voice: voice) }

    func validate() throws {
        guard voice == nil || modality?.hasSound == true else {
            throw ValidationError("--voice says who speaks; give it with --modality audio or text+audio")
        }
        guard limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit wants at least 1") }
    }
}

extension Language: ExpressibleByArgument {}

extension ModalityCombination: ExpressibleByArgument {}

extension Modality: ExpressibleByArgument {}

extension Voice: ExpressibleByArgument {}

extension ConfidenceSource: ExpressibleByArgument {}

/// How the models are asked; what is not given, the protocol fixes.
struct SettingOptions: ParsableArguments {
    @Option(
        name: .customLong("protocol"), help: ArgumentHelp("A preset: assay, or the publication's.", valueName: "name"))
    var protocolName: String?

    @Option(help: ArgumentHelp("Askings of each sample.", valueName: "n"))
    var trials: Int?

    @Option(
        help: ArgumentHelp(
            "Rules order, limit and, where the protocol sends it, the endpoint's sampling.", valueName: "n"))
    var seed: Int?

    @Option(help: ArgumentHelp("The target's sampling temperature.", valueName: "t"))
    var temperature: Double?

    @Option(help: ArgumentHelp("The target's nucleus sampling, above 0, at most 1.", valueName: "p"))
    var topP: Double?

    @Option(help: ArgumentHelp("The most tokens of an answer.", valueName: "n"))
    var answerTokens: Int?

    @Option(help: ArgumentHelp("The most tokens of a verdict.", valueName: "n"))
    var judgeTokens: Int?

    @Option(help: ArgumentHelp("The target's system prompt.", valueName: "file"))
    var system: String?

    @Option(help: ArgumentHelp("How finely images are looked at: low, high, auto.", valueName: "d"))
    var imageDetail: String?

    @Option(help: ArgumentHelp("Multiple choice: shuffle each sample's options, by this seed.", valueName: "seed"))
    var shuffleOptions: Int?

    @Flag(help: "Multiple choice: ask each sample once for every rotation of its options.")
    var cyclicOptions = false

    @Option(
        help: ArgumentHelp(
            "How sure the model is of its answers: logprobs (multiple choice, from its tokens) or stated (asked for a number from 0 to 100) (docs/confidence.md).",
            valueName: "source"))
    var confidence: ConfidenceSource?

    @Option(help: ArgumentHelp("How long a reasoning model thinks: minimal, low, medium, high.", valueName: "e"))
    var reasoningEffort: String?

    func validate() throws {
        let wholes = [("--trials", trials), ("--answer-tokens", answerTokens), ("--judge-tokens", judgeTokens)]
        for (flag, value) in wholes {
            guard value.map({ $0 > 0 }) ?? true else { throw ValidationError("\(flag) wants at least 1") }
        }
        guard !cyclicOptions || (shuffleOptions == nil && trials == nil) else {
            throw ValidationError(
                "--cyclic-options asks once for every rotation; leave --shuffle-options and --trials out")
        }
        guard temperature.map({ $0 >= 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--temperature wants 0 or more")
        }
        guard topP.map({ $0 > 0 && $0 <= 1 }) ?? true else {
            throw ValidationError("--top-p wants a number above 0, at most 1")
        }
        guard imageDetail.map({ ["low", "high", "auto"].contains($0) }) ?? true else {
            throw ValidationError("--image-detail wants low, high or auto")
        }
        guard reasoningEffort.map({ ["minimal", "low", "medium", "high"].contains($0) }) ?? true else {
            throw ValidationError("--reasoning-effort wants minimal, low, medium or high")
        }
    }
}

/// What is shown while and after a run goes on.
struct DisplayOptions: ParsableArguments {
    @Flag(help: "Print the report as JSON.")
    var json = false

    @Flag(help: "Show no progress.")
    var quiet = false

    @OptionGroup var gate: GateOptions
}
