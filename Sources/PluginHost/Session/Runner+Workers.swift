/// Workers for runs, now or before there is a plugin.
extension Runner {
  /// Starts workers for the runs of a submission that is still compiled; `nil` where a single processor has to do both.
  ///
  /// - Parameters:
  ///   - count: the number of runs that are to come.
  ///   - compiler: the one that compiles it.
  package func workers(_ count: Int, for compiler: Compiler, limits: RunLimits) -> WaitingWorkers? {
    guard Processors.available > 1, count > 0 else { return nil }
    let runtime = compiler.runtime
    return try? WaitingWorkers(count, limits: limits, reading: runtime.files + [installation.worker]) {
      [self] folder throws(HostError) in
      try StartedWorker(command(runtime, seeing: folder, limits), keeping: limits.outputBytes + 1)
    }
  }

  /// Returns the command that starts a worker.
  ///
  /// - Parameter place: the plugin, or the folder that it will be in.
  func command(_ runtime: RuntimeLibraries, seeing place: String, _ limits: RunLimits) throws(HostError) -> Command {
    var access = Sandbox.Access(readOnly: runtime.files + [installation.worker, place])
    access.workingDirectory = "/"
    access.libraryFolders = SharedLibraries.folders(of: runtime.files)
    return try sandbox.worker(
      installation.worker, loading: runtime.loaded, access: access, memoryBytes: limits.memoryBytes)
  }
}
