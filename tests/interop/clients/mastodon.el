;;; mastodon.el --- Emacs as a client: what it renders of home, notifications and a thread -*- lexical-binding: t -*-
(setq mastodon-instance-url (getenv "COLLEGIUM_BASE")
      mastodon-active-user "ada"
      gnutls-trustfiles (list (getenv "SSL_CERT_FILE"))
      network-security-level 'low)
(require 'mastodon)
(require 'mastodon-auth)
(require 'mastodon-http)
(require 'mastodon-tl)
(require 'mastodon-notifications)

;; An Emacs without a window system knows no pictures, and the client asks it for one beside each attachment.
(advice-add 'create-image :override (lambda (&rest _) nil))
(defun mastodon-auth--access-token () (getenv "COLLEGIUM_TOKEN"))
(defun mastodon-auth--get-account-name () "ada")
(defun say (claim holds)
  (princ (format "%s %s\n" (if holds "ok  " "FAIL") claim))
  (unless holds (kill-emacs 1)))
(defun api (path) (concat (getenv "COLLEGIUM_BASE") "/api/v1/" path))
(mastodon-http--post (api "statuses") '(("status" . "Words from an editor") ("visibility" . "public")) nil)
(defun rendered (path render)
  (with-temp-buffer
    (let ((inhibit-read-only t)) (funcall render (mastodon-http--get-json (api path))))
    (buffer-string)))
(say "home is rendered" (string-match-p "Words from an editor" (rendered "timelines/home" #'mastodon-tl--timeline)))
(say "notifications are rendered" (stringp (rendered "notifications" #'mastodon-notifications--timeline)))
(let* ((status (aref (vconcat (mastodon-http--get-json (api "timelines/home"))) 0))
       (context (mastodon-http--get-json (api (format "statuses/%s/context" (alist-get 'id status))))))
  (say "a thread has both its parts" (and (assq 'ancestors context) (assq 'descendants context))))
