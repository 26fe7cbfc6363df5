# A private Slurm cluster on this machine, for tests: read by script/test-slurm and script/simulate-scale.
# Needs slurm-wlm and munge. All of it lives in one folder and ends with cluster_down.

# cluster_up FOLDER NODES ARRAY: starts a cluster of so many nodes with one processor each, and a MaxArraySize.
cluster_up() {
  cluster="$1"
  nodes="$2"
  host="$(hostname -s)"
  user="$(id -un)"
  mkdir -p "$cluster/munge" "$cluster/state" "$cluster/log" "$cluster/spool"
  dd if=/dev/urandom bs=128 count=1 of="$cluster/munge/munge.key" status=none
  chmod 600 "$cluster/munge/munge.key"
  munged --force --key-file="$cluster/munge/munge.key" --socket="$cluster/munge/socket" \
    --pid-file="$cluster/munge/pid" --log-file="$cluster/munge/log" --seed-file="$cluster/munge/seed" --num-threads=4
  # cred_expire: a task that is queued again waits so long. A port that is taken by another cluster is not ours.
  port=$((17000 + $$ % 10000))
  cat >"$cluster/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
AuthType=auth/munge
AuthInfo=socket=$cluster/munge/socket,cred_expire=5
CredType=cred/munge
SlurmUser=$user
SlurmdUser=$user
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1,bf_interval=1
ReturnToService=2
SlurmdTimeout=10
SlurmctldTimeout=10
KillWait=2
MinJobAge=10
JobRequeue=1
MaxArraySize=$3
MaxJobCount=20000
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool/%n
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd-%n.pid
SlurmctldLogFile=$cluster/log/slurmctld.log
SlurmdLogFile=$cluster/log/slurmd-%n.log
SlurmdParameters=config_overrides
PropagateResourceLimits=NONE
CONF
  number=0
  while [ "$number" -lt "$nodes" ]; do
    number=$((number + 1))
    mkdir -p "$cluster/spool/n$number"
    echo "NodeName=n$number NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + number)) CPUs=1 RealMemory=2000 State=UNKNOWN" \
      >>"$cluster/slurm.conf"
  done
  echo "PartitionName=grade Nodes=n[1-$nodes] Default=YES MaxTime=INFINITE State=UP" >>"$cluster/slurm.conf"
  export SLURM_CONF="$cluster/slurm.conf"
  slurmctld -c -f "$SLURM_CONF"
  number=0
  while [ "$number" -lt "$nodes" ]; do
    number=$((number + 1))
    slurmd -f "$SLURM_CONF" -N "n$number"
  done
  tries=0
  until [ "$(sinfo -h -t idle -o %D 2>/dev/null | awk '{ s += $1 } END { print s + 0 }')" = "$nodes" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ]; then
      echo "the cluster does not start:" >&2
      sinfo >&2 || true
      tail -n 5 "$cluster"/log/*.log >&2
      return 1
    fi
    sleep 0.1
  done
}

# cluster_lose NODE: a machine loses its power. Its daemon and all that it has started are gone at once.
cluster_lose() {
  kill -9 "$(cat "$cluster/slurmd-$1.pid")"
  for process in /proc/[0-9]*; do
    [ "$(cat "$process/comm" 2>/dev/null)" = slurmstepd ] || continue
    # Of this cluster and this node alone.
    ls -l "$process/fd" 2>/dev/null | grep -q "$cluster/log/slurmd-$1.log" || continue
    daemon="${process#/proc/}"
    tasks="$(cat "$process/task/$daemon/children" 2>/dev/null) $(ps -o pid= --ppid "$daemon")"
    kill -9 "$daemon" 2>/dev/null || true
    for task in $tasks; do kill -9 "$task" 2>/dev/null || true; done
  done
}

cluster_down() {
  [ -n "${cluster:-}" ] || return 0
  scancel --user="$(id -un)" 2>/dev/null || true
  # A task that still runs would outlive its cluster.
  tries=0
  while [ "$tries" -lt 50 ] && [ -n "$(squeue -h 2>/dev/null)" ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
  scontrol shutdown 2>/dev/null || true
  sleep 1
  for file in "$cluster"/slurmd-*.pid "$cluster/slurmctld.pid" "$cluster/munge/pid"; do
    if [ -s "$file" ]; then kill "$(cat "$file")" 2>/dev/null || true; fi
  done
  sleep 1
}
