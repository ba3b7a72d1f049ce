import AssayCore
import AssayRunner

/// What the models of a run are put together from.
struct ModelMaterials {
    /// The models' names by role.
    var roles: [Role: String]
    var connection: ConnectionOptions
    /// Whether the response cache is used where the flags ask for it; a run that asks nothing leaves it alone.
    var opensCache = true
    var environment: [String: String]
    var configuration: Configuration
    /// What the run may take; nil for what the options say.
    var caps: Caps?
}
