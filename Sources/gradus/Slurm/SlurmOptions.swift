import ArgumentParser

/// The machines that a batch grades on.
enum Engine: String, ExpressibleByArgument, CaseIterable {
  /// This one.
  case local
  /// The nodes of a cluster.
  case slurm
}

/// The options of a batch on a cluster. The first four are passed through to `sbatch`.
struct SlurmOptions: ParsableArguments {
  @Option(help: "The machines to grade on: local, or slurm, where all nodes see the folder of the reports.")
  var engine = Engine.local

  @Option(help: "Slurm's partition.")
  var partition: String?

  @Option(help: "Slurm's account.")
  var account: String?

  @Option(help: "The time that a task may take, as Slurm writes it (10:00).")
  var time: String?

  @Option(help: "The memory of a task, as Slurm writes it (4G).")
  var mem: String?

  @Option(help: "The submissions in one task of Slurm; by default as many as fill 20 seconds.")
  var chunk: Int?

  func validate() throws {
    if let chunk, !(1...10_000).contains(chunk) {
      throw ValidationError("--chunk expects a whole number from 1 to 10000, and was given \(chunk)")
    }
    let given = [
      ("--partition", partition), ("--account", account), ("--time", time), ("--mem", mem),
      ("--chunk", chunk.map(String.init)),
    ].first { $0.1 != nil }
    if engine != .slurm, let given { throw ValidationError("\(given.0) is for --engine slurm: give both") }
  }

  /// The words for `sbatch`.
  var words: [String] {
    [("partition", partition), ("account", account), ("time", time), ("mem", mem)].compactMap { name, value in
      value.map { "--\(name)=\($0)" }
    }
  }
}
