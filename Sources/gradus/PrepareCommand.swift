import ArgumentParser
import GradeModel
import PluginHost

extension Gradus {
  struct Prepare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compile the kit now, so that the first check need not.",
      discussion: """
        The kit belongs to a toolchain and to a level of the sandbox: run this where submissions will be graded, as a step of an \
        image or before a cache is saved. With XDG_CACHE_HOME=/var/cache, as root, it is compiled for all accounts.
        """)

    @Option(help: "The assignment whose kit it is; by default that of all without Foundation.")
    var assignment: String?

    func run() async throws {
      try await Failure.reporting {
        let environment = Environment.current
        do {
          let installation = try Installation.find(environment: environment)
          let imports =
            try assignment.map { id throws(Failure) in try Shelf(installation).assignment(id).imports } ?? []
          let toolchain = try await Toolchain.find(path: environment["PATH"])
          let sandbox = await Sandbox.probe(installation: installation, path: environment["PATH"])
          let kit = try await KitBuilder(
            installation: installation, toolchain: toolchain, sandbox: sandbox, imports: imports
          ).kit()
          Terminal.print("kit    \(kit.folder)\nlevel  \(Wording.level(sandbox.level))\n")
          return .fullMarks
        } catch let error as HostError {
          throw Failure.grader(error.description)
        }
      }
    }
  }
}
