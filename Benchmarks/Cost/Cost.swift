import Assignments
import PluginHost

/// What the sandbox costs: the same submission compiled and run with all of it and with none of it, in turn, in one process.
///
/// `gradus-cost [SUBMISSION] [ROUNDS]`
@main
struct Cost {
  static func main() async throws {
    let installation = try Installation.find()
    let arguments = CommandLine.arguments.dropFirst()
    let path = arguments.first ?? installation.assignments + "/10-adam/Solution"
    let rounds = arguments.dropFirst().first.flatMap { Int($0) } ?? 15

    let assignment = try AssignmentLibrary(
      directory: installation.assignments, recipes: RecipeSignature.catalogue
    ).assignment("10-adam")
    let cases = assignment.cases.map { OptimizerCase(CaseInputs($0)) }
    let submission = try Submission(at: path)
    let toolchain = try await Toolchain.find()
    let sandbox = await Sandbox.probe(installation: installation)
    let kit = try await KitBuilder(installation: installation, toolchain: toolchain, sandbox: sandbox).kit()

    /// One way to do it, and how long its parts took.
    func measured(_ sandbox: Sandbox, runs: Int) async throws -> (compile: Double, whole: Double) {
      let compiler = await Compiler(installation: installation, toolchain: toolchain, kit: kit, sandbox: sandbox)
      let runner = await Runner(installation: installation, toolchain: toolchain, sandbox: sandbox)
      let clock = ContinuousClock()
      let start = clock.now
      let plugin = try await compiler.compile(submission, type: assignment.typeName)
      let compiled = clock.now
      for _ in 0..<runs {
        for wanted in cases {
          let result = await runner.run(plugin, wanted)
          guard result.ending == .completed else { fatalError("\(result.ending)") }
        }
      }
      return ((compiled - start) / .milliseconds(1), (clock.now - start) / .milliseconds(1))
    }

    var bare: [(compile: Double, whole: Double)] = []
    var sealed = bare
    // The first round warms the file cache and counts for neither.
    for round in 0...rounds {
      let one = try await measured(.absent, runs: 1)
      let other = try await measured(sandbox, runs: 2)
      if round > 0 {
        bare.append(one)
        sealed.append(other)
      }
    }
    print("level \(sandbox.level.rawValue), \(rounds) rounds, medians in milliseconds")
    line("compile and link", bare.map(\.compile), sealed.map(\.compile), bound: 1.10)
    line("whole check, each case once or twice", bare.map(\.whole), sealed.map(\.whole), bound: 1.25)
  }

  private static func line(_ title: String, _ bare: [Double], _ sealed: [Double], bound: Double) {
    func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
    // Each round holds its two against each other: what else the machine does at the time weighs on both.
    let ratio = median(zip(sealed, bare).map { $0 / $1 })
    print(
      "\(title): bare \(rounded(median(bare))), in the sandbox \(rounded(median(sealed))), ratio \(rounded(ratio)) (wanted: at most \(bound))"
    )
  }
}

extension OptimizerCase {
  fileprivate init(_ inputs: CaseInputs) {
    self.init(
      settings: inputs.settings, settingSeries: inputs.learningRates.map { ["learningRate": $0] } ?? [:],
      parameters: inputs.parameters.map { (name: $0.name, tensor: $0.start) }, gradients: inputs.gradients)
  }
}
