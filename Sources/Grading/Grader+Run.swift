package import Traces

/// A program that can be run on any inputs: a live session, a simulated student.
package protocol Subject: Sendable {
  /// Runs one case from its start; never throws, because every way to end is an answer.
  func run(_ inputs: RunInputs) async -> CaseRun
}

extension Grader {
  /// Runs a subject on every case and grades it, with the runs beyond the cases that a proof may want.
  ///
  /// - Returns: the grade, and the runs that give it again.
  package func grade(running subject: some Subject) async -> (result: Result, runs: Runs) {
    let runs = await runs(of: subject)
    return await finish(judge(runs), runs, asking: subject)
  }

  /// Grades runs, and asks the subject for the runs beyond them that a proof may want.
  ///
  /// - Parameter isIllustrated: true to have the numbers behind the pictures of a report too.
  package func grade(
    _ runs: Runs, asking subject: some Subject, illustrated isIllustrated: Bool = false
  ) async -> (result: Result, runs: Runs) {
    let runs = await lengthened(runs, asking: subject)
    let judgements = judge(runs)
    var graded = await finish(judgements, runs, asking: subject)
    if isIllustrated { graded.result.figures = figures(of: judgements, graded.result.checks) }
    return graded
  }

  package func grade(_ subject: some Subject) async -> Result { await grade(running: subject).result }

  /// The runs of a subject that its judgement rests on.
  package func runs(of subject: some Subject) async -> Runs {
    var runs = Runs(cases: [])
    for inputs in inputs { runs.cases.append(await subject.run(inputs)) }
    return await lengthened(runs, asking: subject)
  }

  private func lengthened(_ runs: Runs, asking subject: some Subject) async -> Runs {
    var runs = runs
    for longer in wantLonger(runs) { runs.redrawn[longer.id] = await subject.run(RunInputs(longer.redrawn)) }
    return runs
  }

  /// Completes the judgements of runs, with the runs beyond the cases that a proof wants.
  package func finish(
    _ judgements: Judgements, _ runs: Runs, asking subject: some Subject
  ) async -> (result: Result, runs: Runs) {
    var runs = runs
    for wanted in judgements.wantRedrawn { runs.redrawn[wanted.id] = await subject.run(RunInputs(wanted.redrawn)) }
    return (finish(judgements, runs), runs)
  }
}
