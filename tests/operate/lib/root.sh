# A root for the package: sourced by tests/operate/run. Expects $place and $clean, makes $root.

mounted=""
mount_at() { # where arguments...
    where=$1
    shift
    mkdir -p "$where"
    mount "$@" "$where"
    mounted="$where $mounted"
}

make_root() {
    root=$place/root
    if [ -n "$clean" ]; then
        command -v debootstrap >/dev/null || { echo "--clean needs the package debootstrap" >&2; exit 2; }
        debootstrap --variant=minbase \
            --include=systemd,ca-certificates,curl,openssl,iproute2,util-linux,procps,init-system-helpers,python3-aiosmtpd,libatomic1 \
            bookworm "$root" >"$place/debootstrap.log" 2>&1 || { tail -n 20 "$place/debootstrap.log" >&2; exit 1; }
        # The packages that it depends on come from the network, and the node gets none.
        cp "$package" "$root/tmp/"
        chroot "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends --download-only /tmp/*.deb' \
            >"$place/download.log" 2>&1 || { tail -n 20 "$place/download.log" >&2; exit 1; }
    else
        mount_at "$place/layer" -t tmpfs -o size=2g tmpfs
        mkdir -p "$place/layer/upper" "$place/layer/work"
        mount_at "$root" -t overlay -o "lowerdir=/,upperdir=$place/layer/upper,workdir=$place/layer/work" overlay
        # Whatever this system has of it is not there.
        rm -rf "$root/etc/collegium" "$root/var/lib/collegium" "$root/var/backups/collegium" "$root/run/systemd/system"
    fi
    mkdir -p "$root/work"
    mount_at "$root/dev" --rbind /dev
    mount --make-rslave "$root/dev"
    mount_at "$root/proc" -t proc proc
    mount_at "$root/tmp" -t tmpfs tmpfs
    mount_at "$root/run" -t tmpfs tmpfs
}

drop_root() {
    for where in $mounted; do umount -R -l "$where" 2>/dev/null || true; done
    mounted=""
}
