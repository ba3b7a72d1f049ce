import AssayCore

/// What the models of a run are put together from.
struct ModelMaterials {
    /// The models' names by role.
    var roles: [Role: String]
    var connection: ConnectionOptions
    var environment: [String: String]
    var configuration: Configuration
}
