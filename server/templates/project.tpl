{{%AUTOESCAPE context="HTML"}}{{#TEAM}}<p class="crumb"><a href="{{COMMUNITY_PATH}}/projects">Projects of {{COMMUNITY}}</a></p>{{/TEAM}}
<article lang="{{LANG}}">
<h1 dir="auto">{{PROJECT_TITLE}}</h1>
<div class="row"><p class="badge">Project</p><p class="badge">{{STAGE}}</p></div>
{{#STEPS}}<ol class="steps">
<li class="done"{{#IS_PLANNED}} aria-current="step"{{/IS_PLANNED}}>Planned</li>
<li{{#IS_RUNNING}} class="done" aria-current="step"{{/IS_RUNNING}}{{#IS_WRITING_UP}} class="done"{{/IS_WRITING_UP}}{{#IS_FINISHED}} class="done"{{/IS_FINISHED}}>Running</li>
<li{{#IS_WRITING_UP}} class="done" aria-current="step"{{/IS_WRITING_UP}}{{#IS_FINISHED}} class="done"{{/IS_FINISHED}}>Writing up</li>
<li{{#IS_FINISHED}} class="done" aria-current="step"{{/IS_FINISHED}}>Finished</li>
</ol>{{/STEPS}}
<p class="quiet">By {{>BYLINE}}{{#HISTORY}} (<a href="{{PATH}}/history">what changed</a>){{/HISTORY}}</p>
{{#WAITING}}<p class="notice">Sent. Waiting for {{HOST}} to pass it on to the community.</p>{{/WAITING}}
{{#NOTICE}}<p class="notice">{{NOTICE_WORDS}}</p>{{/NOTICE}}
{{#FINDING}}<p class="notice"><strong>{{FINDING_WORDS}}</strong></p>{{/FINDING}}
<h2>What we want to improve</h2>
<div class="words" dir="auto">{{IMPROVE_WORDS:x-sanitised}}</div>
<h2>How</h2>
<div class="words" dir="auto">{{HOW_WORDS:x-sanitised}}</div>
<h2>Who works together</h2>
<dl class="facts">
{{#TEAM}}<dt>Team</dt><dd><a href="{{COMMUNITY_PATH}}">{{COMMUNITY}}</a></dd>{{/TEAM}}
{{#PARTNER}}<dt>{{PARTNER_NAME}}</dt><dd>Ask {{PARTNER_CONTACT}}</dd>{{/PARTNER}}
</dl>
<h2>What the school side brings</h2>
<div class="words" dir="auto">{{SCHOOL_WORDS:x-sanitised}}</div>
<h2>What the research side brings</h2>
<div class="words" dir="auto">{{RESEARCH_WORDS:x-sanitised}}</div>
<h2>Tasks</h2>
{{#NO_TASKS}}<p class="empty">No task has been written down yet.</p>{{/NO_TASKS}}
<ul>{{#TASK}}<li>{{TASK_WORDS}}: {{TASK_OWNER}} <span class="badge{{#DONE}} good{{/DONE}}">{{TASK_STATE}}</span></li>
{{/TASK}}</ul>
<h2 id="involvement">Who was involved, and how</h2>
{{#NO_INVOLVEMENT}}<p class="empty">Nobody has written down yet who was involved in which stage.</p>{{/NO_INVOLVEMENT}}
{{#INVOLVEMENT}}<div class="scroll" role="region" aria-labelledby="involvement" tabindex="0"><table>
<thead><tr><td></td>{{#SIDE}}<th scope="col">{{SIDE_NAME}}</th>{{/SIDE}}</tr></thead>
<tbody>{{#INVOLVED_IN}}<tr><th scope="row">{{WORK}}{{#TO_COME}} (to come){{/TO_COME}}</th>{{#INVOLVED}}<td>{{DEGREE}}</td>{{/INVOLVED}}</tr>
{{/INVOLVED_IN}}</tbody>
</table></div>{{/INVOLVEMENT}}
{{#QUESTIONS}}<h2>Questions that it came from</h2>
<ul>{{#THING}}<li><a href="{{ADDRESS}}">{{THING_TITLE}}</a></li>{{/THING}}</ul>{{/QUESTIONS}}
{{#TOOLS}}<h2>Tools for measuring</h2>
<ul>{{#THING}}<li><a href="{{ADDRESS}}">{{THING_TITLE}}</a></li>{{/THING}}</ul>{{/TOOLS}}
</article>
{{#OWN}}<div class="row"><a class="button" href="{{PATH}}/change-project">Change it, or say how far it is</a> <a href="{{PATH}}/delete">Delete it</a></div>{{/OWN}}
{{#OTHERS}}<p><a href="{{PATH}}/report">Report it</a></p>{{/OTHERS}}
{{>COMMENTS}}
