internal import Subprocess
internal import Synchronization
internal import Tensors
internal import Traces
internal import WorkerProtocol

/// Runs plugins, each case in a fresh worker process.
package struct Runner: Sendable {
  private let installation: Installation
  private let toolchain: Toolchain
  private let sandbox: Sandbox
  private let libraries: [String]

  package init(installation: Installation, toolchain: Toolchain, sandbox: Sandbox) async {
    self.installation = installation
    self.toolchain = toolchain
    self.sandbox = sandbox
    let all = await SharedLibraries.of(installation.worker)
    libraries = all.filter { !$0.hasPrefix(toolchain.runtime + "/") }
  }

  /// Runs an optimizer over all steps of a case.
  package func run(_ plugin: Plugin, _ wanted: OptimizerCase, limits: RunLimits = RunLimits()) async -> RunResult {
    await run(plugin, .optimizer(wanted), limits: limits)
  }

  /// Runs a component over all steps of a case.
  package func run(_ plugin: Plugin, _ wanted: RunCase, limits: RunLimits = RunLimits()) async -> RunResult {
    let clock = ContinuousClock()
    let start = clock.now
    var session = await converse(plugin, wanted, limits)
    if case .stopped(let note) = session.end {
      let text = session.result.output
      session.result.ending = await ending(of: note, plugin: plugin, output: text, limits: limits)
    }
    let elapsed = start.duration(to: clock.now).components
    session.result.durationSeconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    return session.result
  }

  /// How a session ended as far as its own process shows; a crash is still to be located.
  private enum End: Sendable {
    case settled
    case stopped(CrashNote)
  }

  private func converse(
    _ plugin: Plugin, _ wanted: RunCase, _ limits: RunLimits
  ) async -> (result: RunResult, end: End) {
    Signals.ignoreBrokenPipes()
    var access = Sandbox.Access(readOnly: libraries + [toolchain.runtime, installation.worker, plugin.library])
    access.workingDirectory = "/"
    access.libraryFolders = SharedLibraries.folders(of: libraries) + [toolchain.runtime]
    let seal = WorkerSeal(
      layers: sandbox.workerLayers, limits: WorkerLimits(limits), readable: access.readOnly)
    let watchdog = Watchdog()
    var result = RunResult(
      trace: Trace(), ending: .completed, output: "", settingsDeclared: [:], quantitiesDeclared: [],
      unknownSettings: [],
      durationSeconds: 0)
    do {
      let command = try sandbox.worker(installation.worker, access: access, memoryBytes: limits.memoryBytes)
      defer { withExtendedLifetime(command) {} }
      let finished = try await Subprocess.run(
        command.configuration, input: .inputWriter, output: .sequence, error: .sequence
      ) { execution in
        let writer = execution.standardInputWriter
        let outlet = Outlet(writer)
        watchdog.start(process: execution.processIdentifier.value, seconds: limits.seconds) {
          // Anything that arrives during a call makes the worker say where it is and end.
          await outlet.write(.finish)
        }
        async let printed = collect(execution.standardError, keeping: limits.outputBytes + 1)
        var session = CaseSession(
          conversation: Conversation(Pipes(outlet: outlet, arrivals: execution.standardOutput)), wanted: wanted,
          limits: limits)
        let outcome = await session.run(plugin.library, seal: seal)
        // Nobody reads on: a program that still writes must not wait for us. Its group goes as a whole, before its
        // leader's number can be given to another process.
        if case .violation? = outcome.error { try? execution.send(signal: .kill, toProcessGroup: true) }
        try? await writer.finish()
        let text = await printed
        try? execution.send(signal: .kill, toProcessGroup: true)
        return (outcome, text)
      }
      let clock = watchdog.stop()
      let (outcome, text) = finished.closureResult
      result.trace = outcome.trace
      result.output = Text.withoutRuntimeTrace(Text.shown(text, limit: limits.outputBytes))
      result.settingsDeclared = outcome.settingsDeclared
      result.quantitiesDeclared = outcome.quantitiesDeclared
      result.unknownSettings = outcome.unknownSettings
      result.answered = outcome.answered
      if case .crashed(let note)? = outcome.error {
        // Interrupted by what we sent after an answer, and not by the clock: the answer was not the worker's.
        if note.reason != .hostLimit || clock.fired { return (result, .stopped(note)) }
        result.ending = .protocolViolation(
          "it was interrupted long before its limit: it had answered in the worker's place, and was told to finish")
        return (result, .settled)
      }
      result.ending = ending(
        of: outcome.error, finished.terminationStatus, clock, output: result.output, limits: limits)
    } catch {
      watchdog.stop()
      result.ending = .hostFault(HostError.cannotStart(program: installation.worker, reason: "\(error)").description)
    }
    return (result, .settled)
  }

  /// The ending of an exchange that left no crash note, from both: how it stopped and how the process did.
  private func ending(
    of error: ConversationError?, _ status: TerminationStatus, _ clock: Watchdog.State, output: String,
    limits: RunLimits
  ) -> Ending {
    let timedOut = Ending.timedOut(seconds: limits.seconds, place: nil)
    switch error {
    // A worker ends with 0 right after its last answer. What goes on is not the worker any more, whatever it has answered.
    case nil:
      if case .exited(0) = status { return .completed }
      return clock.killed ? timedOut : .protocolViolation("it went on after its last answer")
    case .failed(let reason)?: return .failed(reason)
    case .short(let reported, let steps)?: return .tooFewReports(reported, of: steps)
    case .unprepared(let reason)?: return .hostFault(HostError.workerUnfit(reason: reason).description)
    case .violation(let reason)?: return clock.fired ? timedOut : .protocolViolation(reason)
    case .closed?, .crashed?: return clock.fired ? timedOut : unannounced(status, output: output, limits: limits)
    case .incomplete?:
      if clock.fired { return timedOut }
      let ending = unannounced(status, output: output, limits: limits)
      // Only who ends itself, and not by a signal, leaves half a frame on purpose.
      if case .exited = ending { return .protocolViolation("the last frame is incomplete") }
      return ending
    }
  }

  /// The ending of a process that left no crash note.
  private func unannounced(_ status: TerminationStatus, output: String, limits: RunLimits) -> Ending {
    let signal: Int32
    switch status {
    case .signaled(let number): signal = number
    // Bubblewrap passes a signal on as an exit code, as shells do.
    case .exited(let code) where sandbox.layers.contains(.namespaces) && code > 128 && code < 128 + 65:
      signal = code - 128
    // The worker's own handler ends it so, where its note did not arrive.
    case .exited(128 + CrashMessage.cpuLimit): signal = CrashMessage.cpuLimit
    case .exited(let code): return .exited(code: code)
    }
    if signal == CrashMessage.cpuLimit {
      return .timedOut(seconds: Double(limits.cpuSeconds), place: nil)
    }
    return .crashed(
      signal: signal, message: CrashMessage.text(signal: signal, reason: .signal, output: output, runtime: nil),
      place: nil)
  }

  /// The ending that a crash note tells of, with its place in the student's source.
  private func ending(of note: CrashNote, plugin: Plugin, output: String, limits: RunLimits) async -> Ending {
    let symbolizer = Symbolizer(toolchain: toolchain, sandbox: sandbox)
    let found = await symbolizer.locate(note.addresses, in: plugin)
    switch note.reason {
    case .hostLimit: return .timedOut(seconds: limits.seconds, place: found.place)
    case .cpuLimit: return .timedOut(seconds: Double(limits.cpuSeconds), place: found.place)
    case .makingCode: return .protocolViolation("it tried to make code out of memory")
    case .signal, .stackOverflow:
      let message = CrashMessage.text(
        signal: note.signal, reason: note.reason, output: output, runtime: found.runtimeFailure)
      return .crashed(signal: note.signal, message: message, place: found.place)
    }
  }
}

extension WorkerLimits {
  init(_ limits: RunLimits) {
    self.init(
      cpuSeconds: UInt64(limits.cpuSeconds), memoryBytes: UInt64(limits.memoryBytes),
      fileBytes: UInt64(limits.fileBytes), openFiles: UInt64(limits.openFiles))
  }
}
