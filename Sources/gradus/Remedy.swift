import PluginHost

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The command that mends a layer of the sandbox which does not work here.
enum Remedy {
  /// The facts of a machine that a remedy depends on.
  struct Machine {
    /// True in a container of Docker or Podman.
    var isContainer: Bool
    /// The kernel's switches, by their names.
    var switches: [String: String]

    static var this: Machine {
      let names = [
        "kernel.unprivileged_userns_clone", "kernel.apparmor_restrict_unprivileged_userns", "user.max_user_namespaces",
      ]
      var switches: [String: String] = [:]
      for name in names {
        let file = "/proc/sys/" + name.split(separator: ".").joined(separator: "/")
        guard let bytes = FileManager.default.contents(atPath: file) else { continue }
        switches[name] = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).first.map(
          String.init)
      }
      let isContainer = ["/.dockerenv", "/run/.containerenv"].contains(where: FileManager.default.fileExists(atPath:))
      return Machine(isContainer: isContainer, switches: switches)
    }
  }

  /// The options with which Docker and Podman let a container make namespaces.
  static let options =
    "--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined"

  /// Returns what to do; nil for a layer that works.
  static func words(for finding: SandboxProbe.Finding, on machine: Machine = .this) -> String? {
    if finding.works { return nil }
    switch finding.layer {
    case "namespaces" where finding.words.contains("not installed"): return "sudo apt-get install bubblewrap"
    case "namespaces":
      if machine.isContainer { return "start the container with \(options)" }
      if machine.switches["kernel.unprivileged_userns_clone"] == "0" {
        return "sudo sysctl -w kernel.unprivileged_userns_clone=1"
      }
      if machine.switches["kernel.apparmor_restrict_unprivileged_userns"] == "1" {
        return "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
      }
      if machine.switches["user.max_user_namespaces"] == "0" { return "sudo sysctl -w user.max_user_namespaces=10000" }
      return "sudo apt-get install --reinstall bubblewrap; in a container, start it with \(options)"
    case "files":
      return "Linux 5.13 or later with landlock in the boot option lsm=; in a container, start it with \(options)"
    case "calls": return "a kernel with CONFIG_SECCOMP_FILTER; in a container, start it with \(options)"
    case "groups": return "systemd-run --user --scope --property=Delegate=yes gradus …; no level depends on it"
    default: return nil
    }
  }
}
