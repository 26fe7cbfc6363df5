import Reporting

/// The sentences about a cluster.
extension Wording {
  static func noSlurm(_ command: String) -> String {
    "there is no \(command) on the PATH: expected Slurm's commands, or --engine local"
  }
  static func noSpool(_ path: String) -> String {
    "\(path) cannot be written: expected a folder that this machine and all nodes share, with room on it"
  }
  static func strangeSpool(_ path: String, _ name: String) -> String {
    "\(path) holds \(Visible.line(name)), which is none of a batch's: expected a name that is free for its tasks"
  }
  static func slurmRefuses(_ command: String, _ reason: String) -> String {
    "Slurm refuses \(command): " + (reason.isEmpty ? "it gives no reason" : Visible.line(reason))
  }
  static let slurmIsSilent =
    "squeue has not answered for a quarter of an hour: tasks go on, and the same command collects what they have graded"
  static func tasksFail(_ words: String?) -> String {
    "no task of Slurm has graded anything in three attempts: "
      + (words.map { "the last one said '\(Visible.line($0))'" }
        ?? "they said nothing; expected gradus and the folder of the reports on every node")
  }
  static func otherNode(_ node: String, _ parts: [String]) -> String {
    "the node \(Visible.line(node)) grades by another \(parts.joined(separator: ", ")): "
      + "expected the same grader and toolchain on every node"
  }
  static func takenUp(_ graded: Int, _ chunks: Int) -> String {
    "gradus: taken up again: \(graded) graded meanwhile, \(chunks) \(chunks == 1 ? "task" : "tasks") at work"
  }
  static func submitted(_ chunks: Int, _ size: Int) -> String {
    "gradus: \(chunks) \(chunks == 1 ? "task" : "tasks") for Slurm, \(size) \(size == 1 ? "submission" : "submissions") in each"
  }
  static func lostTasks(_ count: Int) -> String {
    "gradus: \(count) \(count == 1 ? "task" : "tasks") lost, submitted again"
  }
}
