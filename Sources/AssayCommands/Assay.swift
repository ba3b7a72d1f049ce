public import ArgumentParser

/// The program: every subcommand by its name.
public struct Assay: AsyncParsableCommand {
    /// How the program is called.
    public static let configuration = CommandConfiguration(
        commandName: "assay",
        abstract: "Measures how safe a multimodal model is, and how far the measurement can be trusted.",
        discussion: """
            First steps:
              assay run demo                       offline, with simulated models; writes demo.assay and demo.html
              assay datasets fetch siuo            the terms of a dataset, and how to fetch it
              assay run siuo --data DIR --target openai/gpt-4o --judge openai/gpt-4.1
              assay resume FILE.assay              ask only what is missing
              assay models check openai/gpt-4o     what a model can do
              assay report FILE.assay              read a run again, as text, JSON or HTML
              assay export FILE.assay              answers and verdicts as a table (chinese-safetyqa)
              assay compare A.assay B.assay        two runs, sample by sample
              assay leaderboard *.assay            runs beside the published rows
              assay judge siuo --responses FILE --judge MODEL    score answers made elsewhere
              assay judge-audit --judge MODEL      how right, and how easily misled, a judge is
              assay datasets coverage FILE         what a dataset covers
              assay doctor FILE                    what another tool's results count

            Exit status: 0 done; 1 an audit or a doctor found a fault, or answers could not be saved; 2 bad usage or input, wrong \
            key, endpoint out of reach; 3 a gate failed; 4 finished with records unresolved; 130 stopped by the user, everything saved.
            """,
        version: Version.name,
        subcommands: [
            RunCommand.self, ResumeCommand.self, JudgeCommand.self, RejudgeCommand.self, JudgeAuditCommand.self,
            ReportCommand.self,
            ExportCommand.self, CompareCommand.self, LeaderboardCommand.self, AuditCommand.self, DoctorCommand.self,
            DatasetsCommand.self,
            ModelsCommand.self, SimulateCommand.self,
        ])

    /// A command as the argument parser makes it.
    public init() {}
}
