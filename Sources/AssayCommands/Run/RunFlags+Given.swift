import AssayCore

extension RunFlags {
    /// The options that were given, by flag; none of them can hold a key.
    var given: [String: String] {
        var options: [String: String] = [:]
        options["--data"] = selection.data
        options["--limit"] = selection.limit.map(String.init)
        options["--category"] = selection.category
        options["--combination"] = selection.combination?.rawValue
        options["--judge-language"] = models.judgeLanguage?.rawValue
        options["--language"] = selection.language?.rawValue
        options["--modality"] = selection.modality?.rawValue
        options["--voice"] = selection.voice?.rawValue
        options["--mode"] = selection.mode?.rawValue
        options["--skip-invalid"] = selection.skipInvalid ? "yes" : nil
        options["--protocol"] = settings.protocolName
        options["--trials"] = settings.trials.map(String.init)
        options["--seed"] = settings.seed.map(String.init)
        options["--temperature"] = settings.temperature.map { String($0) }
        options["--top-p"] = settings.topP.map { String($0) }
        options["--answer-tokens"] = settings.answerTokens.map(String.init)
        options["--judge-tokens"] = settings.judgeTokens.map(String.init)
        options["--system"] = settings.system
        options["--image-detail"] = settings.imageDetail
        options["--reasoning-effort"] = settings.reasoningEffort
        options["--confidence"] = settings.confidence?.rawValue
        options["--shuffle-options"] = settings.shuffleOptions.map(String.init)
        options["--cyclic-options"] = settings.cyclicOptions ? "yes" : nil
        options["--rubric"] = models.rubric
        options["--jury"] = models.jury
        options["--no-judge"] = models.noJudge ? "yes" : nil
        options["--max-connections"] = connection.maxConnections.map(String.init)
        options["--rpm"] = connection.rpm.map(String.init)
        options["--tpm"] = connection.tpm.map(String.init)
        options["--timeout"] = String(connection.timeout)
        options["--cache"] = connection.cache ? "yes" : nil
        options.merge(retrieval.given) { _, new in new }
        options.merge(connection.cap.given) { _, new in new }
        return options
    }
}
