import Kernel

/// How much this node does: steps and the commits they shared, over the last whole minute and the one under way.
struct StepMeter: Sendable {
    private var since: Timestamp?
    private var steps = 0
    private var commits = 0
    private var last: (steps: Int, commits: Int) = (0, 0)

    mutating func count(_ steps: Int, at now: Timestamp) {
        turn(now)
        self.steps += steps
        commits += 1
    }

    /// Steps of the last whole minute and the commits that carried them.
    mutating func lastMinute(at now: Timestamp) -> (steps: Int, commits: Int) {
        turn(now)
        return last.commits > 0 ? last : (steps, commits)
    }

    private mutating func turn(_ now: Timestamp) {
        guard let since, now >= since else {
            since = now
            return
        }
        guard now - since >= .minutes(1) else { return }
        last = now - since < .minutes(2) ? (steps, commits) : (0, 0)
        (steps, commits) = (0, 0)
        self.since = now
    }
}
