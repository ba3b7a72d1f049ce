/// Weighted sums of grades over samples, and by cluster.
struct GradeSums {
    /// The samples of one cluster that have an answer.
    struct Cluster {
        /// In the order in which clusters came.
        let place: Int
        var correct = 0.0
        var answers = 0.0
        var attempted = 0.0
    }

    /// Answers that came, weights aside.
    private(set) var units = 0
    /// Records without an answer, weights aside.
    private(set) var missing = 0
    private(set) var correct = 0.0
    private(set) var answers = 0.0
    private(set) var attempted = 0.0
    private(set) var ungraded = 0.0
    /// Records without an answer.
    private(set) var open = 0.0
    private var byCluster: [Int: Cluster] = [:]

    /// Adds a sample.
    mutating func add(_ grades: Grades, weight: Double, cluster: Int) {
        units += grades.answers
        missing += grades.missing
        open += weight * Double(grades.missing)
        guard grades.answers > 0 else { return }
        correct += weight * Double(grades.correct)
        answers += weight * Double(grades.answers)
        attempted += weight * Double(grades.attempted)
        ungraded += weight * Double(grades.ungraded)
        var sums = byCluster[cluster] ?? Cluster(place: byCluster.count)
        sums.correct += weight * Double(grades.correct)
        sums.answers += weight * Double(grades.answers)
        sums.attempted += weight * Double(grades.attempted)
        byCluster[cluster] = sums
    }

    /// In the order in which they came.
    var clusters: [Cluster] { byCluster.values.sorted { $0.place < $1.place } }
}
