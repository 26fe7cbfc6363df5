import ArgumentParser
import GradeModel
import PluginHost

extension Gradus {
  struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what this machine offers: the toolchain, each layer of the sandbox, the level reached.",
      discussion: "Exits with 0 when `gradus batch` runs as it is, and with 70 when it would refuse or cannot work.")

    func run() async throws {
      try await Failure.reporting {
        let environment = Environment.current
        do {
          let installation = try Installation.find(environment: environment)
          Terminal.print("version       \(Version.number)\n")
          Terminal.print("installation  \(installation.home)\n")
          let toolchain = try await Toolchain.find(path: environment["PATH"])
          Terminal.print("toolchain     \(toolchain.version)\n")
          let probe = await SandboxProbe(installation: installation, path: environment["PATH"])
          for finding in probe.findings {
            let name = finding.layer.padding(to: 14)
            Terminal.print("\(name)\(finding.works ? "yes" : "no"), \(finding.words)\n")
            if let remedy = Remedy.words(for: finding) { Terminal.print("              mend it: \(remedy)\n") }
          }
          Terminal.print("level         \(Wording.level(probe.sandbox.level))\n")
          if probe.sandbox.level != .full {
            Terminal.print("              " + Wording.missingLevel(probe.sandbox.level) + "\n")
          }
          return probe.sandbox.level == .full ? .fullMarks : .graderError
        } catch let error as HostError {
          throw Failure.grader(error.description)
        }
      }
    }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
