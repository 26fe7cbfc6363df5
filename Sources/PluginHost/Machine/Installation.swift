internal import Glibc

/// Gradus's own files and programs: found from the running program, never written down.
package struct Installation: Sendable, Equatable {
  /// The folder everything else is under: a prefix such as `/usr/local`, or a checkout.
  package let home: String
  /// The folder with a sub-folder of sources for each module of the kit.
  package let kit: String
  /// The folder of assignments.
  package let assignments: String
  /// The folder of the files that students' own folders are made of.
  package let templates: String
  /// The folder of golden traces.
  package let references: String
  /// The program that runs plugins.
  package let worker: String
  /// The program that starts another under limits.
  package let limiter: String

  /// Finds the installation: `GRADUS_HOME`, else the nearest folder above the running program that holds
  /// `share/gradus/kit` or `Sources/GradusKit`. The current folder is never searched: a grader works in folders that
  /// students made.
  package static func find(
    environment: [String: String] = Environment.current, program: String? = Files.realPath("/proc/self/exe")
  ) throws(HostError) -> Installation {
    if let home = environment["GRADUS_HOME"], !home.isEmpty {
      guard let real = Files.realPath(home), isHome(real) else { throw .noInstallation(lookedFrom: [home]) }
      return try Installation(home: real, program: program)
    }
    var place = program
    while let folder = place {
      if isHome(folder) { return try Installation(home: folder, program: program) }
      place = Files.parent(of: folder)
    }
    throw .noInstallation(lookedFrom: [program ?? "the running program"])
  }

  private static func isHome(_ folder: String) -> Bool {
    Files.exists(folder + "/share/gradus/kit") || Files.exists(folder + "/Sources/GradusKit")
  }

  private init(home: String, program: String?) throws(HostError) {
    self.home = home
    let shared = home + "/share/gradus"
    let installed = Files.exists(shared + "/kit")
    kit = installed ? shared + "/kit" : home + "/Sources"
    assignments = (installed ? shared : home) + "/assignments"
    templates = (installed ? shared : home) + "/templates"
    references = (installed ? shared : home) + "/references"
    var folders = [home + "/libexec/gradus", home + "/bin", home + "/.build/release"]
    if let beside = program.flatMap(Files.parent) { folders.insert(beside, at: 0) }
    func find(_ name: String) throws(HostError) -> String {
      for folder in folders where Files.isExecutableFile(folder + "/" + name) {
        return Files.realPath(folder + "/" + name) ?? folder + "/" + name
      }
      throw .incompleteInstallation(missing: name)
    }
    worker = try find("gradus-worker")
    limiter = try find("gradus-limit")
  }
}

/// The environment of this process.
package enum Environment {
  package static var current: [String: String] {
    var found: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { found[String(pair[0])] = String(pair[1]) }
      entry += 1
    }
    return found
  }
}
