{{%AUTOESCAPE context="HTML"}}<h1>Audit log</h1>
<p class="quiet">Who did or looked at what, with power over others. Nothing here can be changed or taken out without being found: each entry carries the hash of the one before.</p>
{{#WHOLE}}<p class="notice" role="status">The log is whole: {{COUNT}} entries follow each other unbroken.</p>{{/WHOLE}}
{{#BROKEN}}<p class="notice bad" role="alert">The log is broken: {{WORDS}}. Do not change anything on this machine, and compare with the newest backup.</p>{{/BROKEN}}
<p><a href="/operator/audit?verify=1">Verify the log now</a> · <a href="/operator/audit/export">Take a copy for verifying elsewhere</a></p>
{{#HEAD}}<p class="quiet">Note this down outside of this machine; with it, removed entries are found later:</p>
<p><code>{{WORDS}}</code></p>{{/HEAD}}
{{#NONE}}<p class="quiet">There are no entries here.</p>{{/NONE}}
<ol class="cards" reversed>
{{#ENTRY}}<li class="card" value="{{NUMBER}}"><p><strong>{{WHO}}</strong> {{WHAT}}{{#ABOUT}}: {{WORDS}}{{/ABOUT}}</p>
{{#REASON}}<p>{{WORDS}}</p>{{/REASON}}
<p class="quiet"><time datetime="{{DATETIME}}">{{AT}}</time> · entry {{NUMBER}}</p></li>{{/ENTRY}}
</ol>
{{#OLDER}}<p><a href="/operator/audit?before={{BEFORE}}">Older entries</a></p>{{/OLDER}}
