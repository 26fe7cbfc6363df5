import PluginHost
import Testing

@testable import gradus

/// The doctor's advice, for machines that differ from the one of these tests.
@Suite struct RemedyTests {
  private static func machine(_ switches: [String: String] = [:], isContainer: Bool = false) -> Remedy.Machine {
    Remedy.Machine(isContainer: isContainer, switches: switches)
  }

  private static let advice: [(words: String, machine: Remedy.Machine, said: String)] = [
    ("bubblewrap is not installed", machine(), "sudo apt-get install bubblewrap"),
    (
      "bubblewrap is not usable", machine(isContainer: true),
      "start the container with --security-opt seccomp=unconfined"
    ),
    (
      "bubblewrap is not usable", machine(["kernel.unprivileged_userns_clone": "0"]),
      "sudo sysctl -w kernel.unprivileged_userns_clone=1"
    ),
    (
      "bubblewrap is not usable",
      machine(["kernel.unprivileged_userns_clone": "1", "kernel.apparmor_restrict_unprivileged_userns": "1"]),
      "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
    ),
    (
      "bubblewrap is not usable", machine(["user.max_user_namespaces": "0"]),
      "sudo sysctl -w user.max_user_namespaces=10000"
    ),
  ]

  @Test(arguments: advice.indices) func aMissingLayerHasItsCommand(_ index: Int) {
    let row = Self.advice[index]
    let finding = SandboxProbe.Finding(layer: "namespaces", works: false, words: row.words)
    #expect(Remedy.words(for: finding, on: row.machine)?.hasPrefix(row.said) == true)
  }

  @Test func whatWorksNeedsNone() {
    #expect(Remedy.words(for: SandboxProbe.Finding(layer: "calls", works: true, words: "seccomp"), on: .this) == nil)
  }
}
